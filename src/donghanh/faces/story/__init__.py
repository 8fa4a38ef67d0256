"""
The demo's story: the appreciation months as the company's people would have lived them, day by day.

Every act is an operation of the apps, made by the person whose duty it is: duties, quotas and refusals hold
for the story as for anybody. Who does what and when follows from the references' numbers, so the same seed
tells the same story. A day is one transaction: whoever is killed in the middle goes on with the same day.
"""
