

import django.core.validators
import django.db.models.deletion
import modelsearch.index
import swapper
import wagtail_privacy.countries
import wagtail_privacy.translated
import wagtail_privacy.vocabulary.data
import wagtail_privacy.vocabulary.legal_bases
import wagtail_privacy.vocabulary.purposes
import wagtail_privacy.vocabulary.recipients
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        swapper.dependency("wagtailcore", "Page"),
    ]

    operations = [
        migrations.CreateModel(
            name='DataCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', wagtail_privacy.translated.TranslatedField(default=wagtail_privacy.translated.Words, verbose_name='name')),
                ('description', wagtail_privacy.translated.TranslatedField(blank=True, default=wagtail_privacy.translated.Words, help_text='What belongs to it, in a sentence for readers.', verbose_name='description')),
                ('examples', wagtail_privacy.translated.TranslatedField(blank=True, default=wagtail_privacy.translated.Words, help_text='A few examples, separated by commas.', verbose_name='examples')),
                ('kind', models.CharField(choices=wagtail_privacy.vocabulary.data.data_kind_choices, default='personal', help_text='Health, religion or origin make it special; anonymous data is about nobody.', max_length=20, verbose_name='kind')),
                ('national_norm', models.CharField(blank=True, help_text='The national law that protects it besides the GDPR, such as § 67(2) SGB X.', max_length=120, verbose_name='national law')),
            ],
            options={
                'verbose_name': 'data category',
                'verbose_name_plural': 'data categories',
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', wagtail_privacy.translated.TranslatedField(default=wagtail_privacy.translated.Words, verbose_name='name')),
                ('description', wagtail_privacy.translated.TranslatedField(blank=True, default=wagtail_privacy.translated.Words, help_text='What they do with the data for you, such as “runs our mail server”.', verbose_name='task')),
                ('role', models.CharField(choices=wagtail_privacy.vocabulary.recipients.recipient_role_choices, default='processor', max_length=20, verbose_name='role')),
                ('country', models.CharField(blank=True, choices=wagtail_privacy.countries.country_choices, max_length=2, verbose_name='country')),
                ('contract_date', models.DateField(blank=True, help_text='The day of the contract that binds them to your rules, Art. 28(3) GDPR.', null=True, verbose_name='contract date')),
                ('safeguard', models.CharField(blank=True, choices=wagtail_privacy.vocabulary.recipients.safeguard_choices, help_text='Only outside the European Economic Area: what protects the data there.', max_length=20, verbose_name='safeguard')),
                ('safeguard_url', models.URLField(blank=True, help_text='Where readers find a copy of the safeguard, Art. 13(1)(f) GDPR.', verbose_name='copy of the safeguard')),
            ],
            options={
                'verbose_name': 'recipient',
                'verbose_name_plural': 'recipients',
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ControllerSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('postal_address', models.TextField(blank=True, verbose_name='postal address')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=60, verbose_name='telephone')),
                ('is_public_body', models.BooleanField(default=False, help_text='Public bodies may not rest their tasks on legitimate interests, Art. 6(1) GDPR.', verbose_name='public body')),
                ('legal_regime', models.CharField(choices=wagtail_privacy.vocabulary.data.legal_regime_choices, default='gdpr', max_length=20, verbose_name='law besides the GDPR')),
                ('dpo_name', models.CharField(blank=True, help_text='The name may be left out, a way to reach the officer may not.', max_length=200, verbose_name='name or office')),
                ('dpo_postal_address', models.TextField(blank=True, verbose_name='postal address')),
                ('dpo_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('dpo_phone', models.CharField(blank=True, max_length=60, verbose_name='telephone')),
                ('authority_name', models.CharField(blank=True, max_length=200, verbose_name='supervisory authority')),
                ('authority_postal_address', models.TextField(blank=True, verbose_name='postal address')),
                ('authority_url', models.URLField(blank=True, verbose_name='website')),
                ('server_log_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days the server log is kept')),
                ('server_log_address', models.CharField(blank=True, choices=[('full', 'the full address'), ('shortened', 'a shortened address'), ('none', 'no address')], max_length=10, verbose_name='the server log keeps')),
                ('decides_automatically', models.BooleanField(blank=True, help_text='Whether any decision with legal effect is made by a machine alone, Art. 22 GDPR.', null=True, verbose_name='a machine decides alone')),
                ('secure_contact_page', models.ForeignKey(blank=True, help_text='A form that is offered beside every e-mail address.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=swapper.get_model_name("wagtailcore", "Page"), verbose_name='page for confidential messages')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'Controller',
                'verbose_name_plural': 'Controllers',
            },
        ),
        migrations.CreateModel(
            name='Purpose',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', wagtail_privacy.translated.TranslatedField(default=wagtail_privacy.translated.Words, verbose_name='name')),
                ('description', wagtail_privacy.translated.TranslatedField(blank=True, default=wagtail_privacy.translated.Words, help_text='One sentence for readers: “We use your data to …”', verbose_name='description')),
                ('type', models.CharField(blank=True, choices=wagtail_privacy.vocabulary.purposes.purpose_type_choices, help_text='Lets programs understand the purpose (Data Privacy Vocabulary).', max_length=40, verbose_name='type')),
                ('legal_basis', models.CharField(choices=wagtail_privacy.vocabulary.legal_bases.legal_basis_choices, max_length=10, verbose_name='legal basis')),
                ('national_norm', models.CharField(blank=True, help_text='A legal obligation and a public task need a law that says so, Art. 6(3) GDPR, such as § 284(1) SGB V.', max_length=120, verbose_name='national law')),
                ('special_condition', models.CharField(blank=True, choices=wagtail_privacy.vocabulary.legal_bases.special_condition_choices, help_text='Only if health or other special data is used, Art. 9(2) GDPR.', max_length=10, verbose_name='condition for special categories')),
                ('legitimate_interest', wagtail_privacy.translated.TranslatedField(blank=True, default=wagtail_privacy.translated.Words, help_text='Only for legitimate interests: which interest, and whose, Art. 13(1)(d) GDPR.', verbose_name='legitimate interest')),
                ('retention_amount', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(9999)], verbose_name='kept for')),
                ('retention_unit', models.CharField(choices=[('D', 'days'), ('W', 'weeks'), ('M', 'months'), ('Y', 'years')], default='M', help_text='Counted from the day on which the data reaches you. Then it is deleted.', max_length=1, verbose_name='unit')),
                ('recipients', models.ManyToManyField(blank=True, related_name='purposes', to='wagtail_privacy.recipient', verbose_name='recipients')),
            ],
            options={
                'verbose_name': 'purpose',
                'verbose_name_plural': 'purposes',
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
    ]
