from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_privacy_forms', '0010_officers_keep_mail_recipients'),
    ]

    operations = [
        migrations.AddField(
            model_name='privacyformsubmission',
            name='warned_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deletion announced'),
        ),
    ]
