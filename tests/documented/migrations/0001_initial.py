import swapper
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.contrib.forms.models
import wagtail.fields
import wagtail_privacy.forms.consents.mixins
import wagtail_privacy.forms.gate
import wagtail_privacy.forms.guard.mixins
import wagtail_privacy.forms.page_types
from django.conf import settings
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE = swapper.get_model_name("wagtailcore", "Page")
PARENT_LINK = f"{PAGE.partition('.')[2].lower()}_ptr"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtail_privacy', '0007_basis_of_the_server_log'),
        ('wagtail_privacy_forms', '0015_seals_by_number'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactPage',
            fields=[
                (PARENT_LINK, models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=PAGE)),
                ('to_address', models.CharField(blank=True, help_text='Who learns that the form was sent. Separate addresses by commas.', max_length=255, validators=[wagtail.contrib.forms.models.validate_to_address], verbose_name='tell by e-mail')),
                ('from_address', models.EmailField(blank=True, help_text='Empty: that of the site.', max_length=255, verbose_name='sender')),
                ('subject', models.CharField(blank=True, help_text='Everybody on the way can read it. Empty: the title of the form.', max_length=255, verbose_name='subject')),
                ('mails_answers', models.BooleanField(default=False, help_text='Only to mail recipients whose key stands in the register; everybody else gets a link. Whoever has the mail has the answers, also after they are deleted here.', verbose_name='send the answers along, encrypted')),
                ('asks_reply_channel', models.BooleanField(default=False, help_text='By post, by telephone, by encrypted or by ordinary e-mail, as far as the form asks for an address of this kind (“filled in by the browser”).', verbose_name='ask how we may answer')),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('thank_you_text', wagtail.fields.RichTextField(blank=True, help_text='What happens next.', verbose_name='text after sending')),
                ('answers_within', models.PositiveSmallIntegerField(blank=True, help_text='Then the page after sending and the receipt name the day. Saturdays and Sundays are left out, public holidays are not. Empty: they name no day.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(250)], verbose_name='we answer within (working days)')),
                ('submit_label', models.CharField(blank=True, help_text='A verb that says what the button does, such as “Request a call”.', max_length=60, verbose_name='label of the button')),
                ('consequence', models.CharField(blank=True, help_text='What happens then, in one sentence, Art. 13(2)(e) GDPR.', max_length=255, verbose_name='if somebody does not answer')),
                ('purpose', models.ForeignKey(help_text='What the answers are used for. It decides how long they are kept.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_privacy.purpose', verbose_name='purpose')),
                ('thank_you_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'abstract': False,
            },
            bases=(wagtail_privacy.forms.page_types.PrivacyForm, wagtail_privacy.forms.gate.ScheduledFormMixin, wagtail_privacy.forms.guard.mixins.GuardedFormMixin, wagtail_privacy.forms.consents.mixins.ConsentingFormMixin, wagtail.contrib.forms.models.FormMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ContactField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('clean_name', models.CharField(blank=True, default='', help_text='Safe name of the form field, the label converted to ascii_snake_case', max_length=255, verbose_name='name')),
                ('label', models.CharField(help_text='The label of the form field', max_length=255, verbose_name='label')),
                ('required', models.BooleanField(default=True, verbose_name='required')),
                ('choices', models.TextField(blank=True, help_text='Comma or new line separated list of choices. Only applicable in checkboxes, radio and dropdown.', verbose_name='choices')),
                ('default_value', models.TextField(blank=True, help_text='Default value. Comma or new line separated values supported for checkboxes.', verbose_name='default value')),
                ('help_text', models.CharField(blank=True, max_length=255, verbose_name='help text')),
                ('reason', models.CharField(blank=True, help_text='One sentence. It stands beside the field if it asks for delicate data.', max_length=255, verbose_name='why it is needed')),
                ('autocomplete', models.CharField(blank=True, choices=[('name', 'Name'), ('given-name', 'First name'), ('family-name', 'Last name'), ('email', 'E-mail address'), ('tel', 'Telephone number'), ('organization', 'Company'), ('street-address', 'Street and number'), ('postal-code', 'Postal code'), ('address-level2', 'Town'), ('bday', 'Date of birth')], help_text='Only if the field asks for this about the person who fills in the form.', max_length=40, verbose_name='filled in by the browser')),
                ('shape', models.CharField(blank=True, help_text='For a single line such as an insurance number. A stands for a letter, 9 for a digit, all else for itself: “A999999999”. Spaces and hyphens do not matter.', max_length=40, verbose_name='form of the answer')),
                ('shape_error', models.CharField(blank=True, help_text='Tell people what to enter. Empty: the field tells its form by itself.', max_length=255, verbose_name='what to say if it does not fit')),
                ('field_type', models.CharField(choices=[('singleline', 'Single line text'), ('multiline', 'Multi-line text'), ('email', 'Email'), ('number', 'Number'), ('url', 'URL'), ('checkbox', 'Checkbox'), ('checkboxes', 'Checkboxes'), ('dropdown', 'Drop down'), ('multiselect', 'Multiple select'), ('radio', 'Radio buttons'), ('date', 'Date'), ('datetime', 'Date/time'), ('hidden', 'Hidden field'), ('ipaddress', 'IP address')], max_length=16)),
                ('data_category', models.ForeignKey(help_text='Which kind of data this field asks for. It stands in the statement.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_privacy.datacategory', verbose_name='data category')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='custom_form_fields', to='documented.contactpage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MemberPage',
            fields=[
                (PARENT_LINK, models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=PAGE)),
                ('to_address', models.CharField(blank=True, help_text='Who learns that the form was sent. Separate addresses by commas.', max_length=255, validators=[wagtail.contrib.forms.models.validate_to_address], verbose_name='tell by e-mail')),
                ('from_address', models.EmailField(blank=True, help_text='Empty: that of the site.', max_length=255, verbose_name='sender')),
                ('subject', models.CharField(blank=True, help_text='Everybody on the way can read it. Empty: the title of the form.', max_length=255, verbose_name='subject')),
                ('mails_answers', models.BooleanField(default=False, help_text='Only to mail recipients whose key stands in the register; everybody else gets a link. Whoever has the mail has the answers, also after they are deleted here.', verbose_name='send the answers along, encrypted')),
                ('asks_reply_channel', models.BooleanField(default=False, help_text='By post, by telephone, by encrypted or by ordinary e-mail, as far as the form asks for an address of this kind (“filled in by the browser”).', verbose_name='ask how we may answer')),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('thank_you_text', wagtail.fields.RichTextField(blank=True, help_text='What happens next.', verbose_name='text after sending')),
                ('answers_within', models.PositiveSmallIntegerField(blank=True, help_text='Then the page after sending and the receipt name the day. Saturdays and Sundays are left out, public holidays are not. Empty: they name no day.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(250)], verbose_name='we answer within (working days)')),
                ('submit_label', models.CharField(blank=True, help_text='A verb that says what the button does, such as “Request a call”.', max_length=60, verbose_name='label of the button')),
                ('consequence', models.CharField(blank=True, help_text='What happens then, in one sentence, Art. 13(2)(e) GDPR.', max_length=255, verbose_name='if somebody does not answer')),
                ('purpose', models.ForeignKey(help_text='What the answers are used for. It decides how long they are kept.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_privacy.purpose', verbose_name='purpose')),
            ],
            options={
                'abstract': False,
            },
            bases=(wagtail_privacy.forms.page_types.PrivacyForm, wagtail_privacy.forms.gate.ScheduledFormMixin, wagtail_privacy.forms.guard.mixins.GuardedFormMixin, wagtail_privacy.forms.consents.mixins.ConsentingFormMixin, wagtail.contrib.forms.models.FormMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='MemberField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('clean_name', models.CharField(blank=True, default='', help_text='Safe name of the form field, the label converted to ascii_snake_case', max_length=255, verbose_name='name')),
                ('label', models.CharField(help_text='The label of the form field', max_length=255, verbose_name='label')),
                ('required', models.BooleanField(default=True, verbose_name='required')),
                ('choices', models.TextField(blank=True, help_text='Comma or new line separated list of choices. Only applicable in checkboxes, radio and dropdown.', verbose_name='choices')),
                ('default_value', models.TextField(blank=True, help_text='Default value. Comma or new line separated values supported for checkboxes.', verbose_name='default value')),
                ('help_text', models.CharField(blank=True, max_length=255, verbose_name='help text')),
                ('field_type', models.CharField(choices=[('singleline', 'Single line text'), ('multiline', 'Multi-line text'), ('email', 'Email'), ('number', 'Number'), ('url', 'URL'), ('checkbox', 'Checkbox'), ('checkboxes', 'Checkboxes'), ('dropdown', 'Drop down'), ('multiselect', 'Multiple select'), ('radio', 'Radio buttons'), ('date', 'Date'), ('datetime', 'Date/time'), ('hidden', 'Hidden field'), ('tel', 'Telephone number'), ('file', 'File')], max_length=16, verbose_name='field type')),
                ('reason', models.CharField(blank=True, help_text='One sentence. It stands beside the field if it asks for delicate data.', max_length=255, verbose_name='why it is needed')),
                ('autocomplete', models.CharField(blank=True, choices=[('name', 'Name'), ('given-name', 'First name'), ('family-name', 'Last name'), ('email', 'E-mail address'), ('tel', 'Telephone number'), ('organization', 'Company'), ('street-address', 'Street and number'), ('postal-code', 'Postal code'), ('address-level2', 'Town'), ('bday', 'Date of birth')], help_text='Only if the field asks for this about the person who fills in the form.', max_length=40, verbose_name='filled in by the browser')),
                ('shape', models.CharField(blank=True, help_text='For a single line such as an insurance number. A stands for a letter, 9 for a digit, all else for itself: “A999999999”. Spaces and hyphens do not matter.', max_length=40, verbose_name='form of the answer')),
                ('shape_error', models.CharField(blank=True, help_text='Tell people what to enter. Empty: the field tells its form by itself.', max_length=255, verbose_name='what to say if it does not fit')),
                ('data_category', models.ForeignKey(help_text='Which kind of data this field asks for. It stands in the statement.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_privacy.datacategory', verbose_name='data category')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_fields', to='documented.memberpage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MemberQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('wording', models.TextField(help_text='Who does what, by which channel, how often, and that one can withdraw it: “Yes, send me the newsletter by e-mail once a month. I can withdraw this at any time.”', max_length=1000, verbose_name='exact wording')),
                ('channel', models.CharField(choices=[('email', 'by e-mail'), ('phone', 'by telephone'), ('post', 'by letter'), ('other', 'not at all, the data is used in another way')], default='email', max_length=10, verbose_name='reaches people')),
                ('double_opt_in', models.BooleanField(default=True, help_text='Nothing is used before the person has pressed “Confirm” behind a link in a mail. It proves who owns a mailbox, not who owns a telephone number.', verbose_name='confirm by e-mail')),
                ('answers', models.TextField(blank=True, help_text='The labels of the fields, one on each line. Only these answers are used for this purpose. Leave it empty for the e-mail address alone.', verbose_name='answers that it needs')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='consent_questions', to='documented.memberpage')),
                ('purpose', models.ForeignKey(help_text='What you want to ask for. It brings its own period and recipients. Choose the purpose of the form to give the words for that one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_privacy.purpose', verbose_name='purpose')),
            ],
            options={
                'verbose_name': 'further purpose',
                'verbose_name_plural': 'further purposes',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MemberSubmission',
            fields=[
                ('privacyformsubmission_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtail_privacy_forms.privacyformsubmission')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'form submission',
                'verbose_name_plural': 'form submissions',
                'abstract': False,
            },
            bases=('wagtail_privacy_forms.privacyformsubmission',),
        ),
        migrations.CreateModel(
            name='StepsPage',
            fields=[
                (PARENT_LINK, models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=PAGE)),
                ('to_address', models.CharField(blank=True, help_text='Who learns that the form was sent. Separate addresses by commas.', max_length=255, validators=[wagtail.contrib.forms.models.validate_to_address], verbose_name='tell by e-mail')),
                ('from_address', models.EmailField(blank=True, help_text='Empty: that of the site.', max_length=255, verbose_name='sender')),
                ('subject', models.CharField(blank=True, help_text='Everybody on the way can read it. Empty: the title of the form.', max_length=255, verbose_name='subject')),
                ('mails_answers', models.BooleanField(default=False, help_text='Only to mail recipients whose key stands in the register; everybody else gets a link. Whoever has the mail has the answers, also after they are deleted here.', verbose_name='send the answers along, encrypted')),
                ('asks_reply_channel', models.BooleanField(default=False, help_text='By post, by telephone, by encrypted or by ordinary e-mail, as far as the form asks for an address of this kind (“filled in by the browser”).', verbose_name='ask how we may answer')),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('thank_you_text', wagtail.fields.RichTextField(blank=True, help_text='What happens next.', verbose_name='text after sending')),
                ('answers_within', models.PositiveSmallIntegerField(blank=True, help_text='Then the page after sending and the receipt name the day. Saturdays and Sundays are left out, public holidays are not. Empty: they name no day.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(250)], verbose_name='we answer within (working days)')),
                ('submit_label', models.CharField(blank=True, help_text='A verb that says what the button does, such as “Request a call”.', max_length=60, verbose_name='label of the button')),
                ('consequence', models.CharField(blank=True, help_text='What happens then, in one sentence, Art. 13(2)(e) GDPR.', max_length=255, verbose_name='if somebody does not answer')),
                ('purpose', models.ForeignKey(help_text='What the answers are used for. It decides how long they are kept.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_privacy.purpose', verbose_name='purpose')),
            ],
            options={
                'abstract': False,
            },
            bases=(wagtail_privacy.forms.page_types.PrivacyForm, wagtail_privacy.forms.gate.ScheduledFormMixin, wagtail_privacy.forms.guard.mixins.GuardedFormMixin, wagtail_privacy.forms.consents.mixins.ConsentingFormMixin, wagtail.contrib.forms.models.FormMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='StepsField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('clean_name', models.CharField(blank=True, default='', help_text='Safe name of the form field, the label converted to ascii_snake_case', max_length=255, verbose_name='name')),
                ('label', models.CharField(help_text='The label of the form field', max_length=255, verbose_name='label')),
                ('required', models.BooleanField(default=True, verbose_name='required')),
                ('choices', models.TextField(blank=True, help_text='Comma or new line separated list of choices. Only applicable in checkboxes, radio and dropdown.', verbose_name='choices')),
                ('default_value', models.TextField(blank=True, help_text='Default value. Comma or new line separated values supported for checkboxes.', verbose_name='default value')),
                ('help_text', models.CharField(blank=True, max_length=255, verbose_name='help text')),
                ('field_type', models.CharField(choices=[('singleline', 'Single line text'), ('multiline', 'Multi-line text'), ('email', 'Email'), ('number', 'Number'), ('url', 'URL'), ('checkbox', 'Checkbox'), ('checkboxes', 'Checkboxes'), ('dropdown', 'Drop down'), ('multiselect', 'Multiple select'), ('radio', 'Radio buttons'), ('date', 'Date'), ('datetime', 'Date/time'), ('hidden', 'Hidden field'), ('tel', 'Telephone number'), ('file', 'File')], max_length=16, verbose_name='field type')),
                ('reason', models.CharField(blank=True, help_text='One sentence. It stands beside the field if it asks for delicate data.', max_length=255, verbose_name='why it is needed')),
                ('autocomplete', models.CharField(blank=True, choices=[('name', 'Name'), ('given-name', 'First name'), ('family-name', 'Last name'), ('email', 'E-mail address'), ('tel', 'Telephone number'), ('organization', 'Company'), ('street-address', 'Street and number'), ('postal-code', 'Postal code'), ('address-level2', 'Town'), ('bday', 'Date of birth')], help_text='Only if the field asks for this about the person who fills in the form.', max_length=40, verbose_name='filled in by the browser')),
                ('shape', models.CharField(blank=True, help_text='For a single line such as an insurance number. A stands for a letter, 9 for a digit, all else for itself: “A999999999”. Spaces and hyphens do not matter.', max_length=40, verbose_name='form of the answer')),
                ('shape_error', models.CharField(blank=True, help_text='Tell people what to enter. Empty: the field tells its form by itself.', max_length=255, verbose_name='what to say if it does not fit')),
                ('data_category', models.ForeignKey(help_text='Which kind of data this field asks for. It stands in the statement.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_privacy.datacategory', verbose_name='data category')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_fields', to='documented.stepspage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
