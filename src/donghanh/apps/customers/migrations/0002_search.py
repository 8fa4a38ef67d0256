"""The words of each customer's search key, so that a search finds them in any order and by their beginnings."""

from django.db import migrations

# array_to_tsvector takes the words as they are; to_tsvector's parser would tear e-mail and numbers apart.
CREATE = """
CREATE INDEX customer_search_words ON customers_customer
USING gin (array_to_tsvector(array_remove(string_to_array(search_key, ' '), '')))
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_customers_energy_and_imports")]
    operations = [migrations.RunSQL(CREATE, "DROP INDEX customer_search_words")]
