"""The folded names of cases that stand already, and the index of their words, by which names are found."""

import polars as pl
from django.db import migrations

from donghanh.kernel.text import fold_column

BATCH = 5_000
# array_to_tsvector takes the words as they are; the query must be written letter for letter alike.
CREATE = """
CREATE INDEX case_name_words ON requests_case
USING gin (array_to_tsvector(array_remove(string_to_array(name_key, ' '), '')))
"""


def fold_names(apps, schema_editor):
    rows = apps.get_model("requests", "Case").objects
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").only("pk", "contact_name")[:BATCH]):
        keys = fold_column(pl.Series([one.contact_name for one in batch]))
        for one, key in zip(batch, keys, strict=True):
            one.name_key = key[:200]
        rows.bulk_update(batch, ["name_key"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("requests", "0002_differences_messages_and_words")]
    operations = [
        migrations.RunPython(fold_names, migrations.RunPython.noop),
        migrations.RunSQL(CREATE, "DROP INDEX case_name_words"),
    ]
