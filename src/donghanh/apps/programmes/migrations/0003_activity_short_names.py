from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_unit_variations")]

    operations = [
        migrations.AddField(
            model_name="activity",
            name=name,
            field=models.CharField(default="", max_length=40),
            preserve_default=False,
        )
        for name in ("short_vi", "short_en")
    ]
