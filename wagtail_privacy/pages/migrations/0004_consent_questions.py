import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_privacy', '0003_controller_completed'),
        ('wagtail_privacy_pages', '0003_further_sections'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrivacyConsentQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('wording', models.TextField(help_text='Who does what, by which channel, how often, and that one can withdraw it: “Yes, send me the newsletter by e-mail once a month. I can withdraw this at any time.”', max_length=1000, verbose_name='exact wording')),
                ('channel', models.CharField(choices=[('email', 'by e-mail'), ('phone', 'by telephone'), ('post', 'by letter'), ('other', 'not at all, the data is used in another way')], default='email', max_length=10, verbose_name='reaches people')),
                ('double_opt_in', models.BooleanField(default=True, help_text='Nothing is used before the person has pressed “Confirm” behind a link in a mail. It proves who owns a mailbox, not who owns a telephone number.', verbose_name='confirm by e-mail')),
                ('answers', models.TextField(blank=True, help_text='The labels of the fields, one on each line. Only these answers are used for this purpose. Leave it empty for the e-mail address alone.', verbose_name='answers that it needs')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='consent_questions', to='wagtail_privacy_pages.privacyformpage')),
                ('purpose', models.ForeignKey(help_text='What you want to ask for. It brings its own period and recipients. Choose the purpose of the form to give the words for that one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_privacy.purpose', verbose_name='purpose')),
            ],
            options={
                'verbose_name': 'further purpose',
                'verbose_name_plural': 'further purposes',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
