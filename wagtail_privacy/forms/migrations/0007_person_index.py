from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_privacy', '0004_retention_after_closing'),
        ('wagtail_privacy_forms', '0006_consents'),
    ]

    operations = [
        migrations.AlterField(
            model_name='privacyformsubmission',
            name='person_key',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddIndex(
            model_name='privacyformsubmission',
            index=models.Index(fields=['person_key', 'purpose'], name='wagtail_privacy_person'),
        ),
    ]
