"""The design system that all faces share: tokens, components, template tags and a living page of them.

`{% load design %}` gives the tags; `templates/design/skeleton.html` is the page below both frames.
It knows no subject: a component is handed finished plain values and draws them.
"""
