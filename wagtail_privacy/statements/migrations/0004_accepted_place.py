from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_privacy_statements', '0003_officers_accept_findings'),
    ]

    operations = [
        migrations.AddField(
            model_name='acceptedfinding',
            name='place',
            field=models.JSONField(default=dict, verbose_name='where'),
        ),
    ]
