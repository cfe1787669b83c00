import django.db.models.deletion
import modelcluster.fields
import wagtail.contrib.forms.models
import wagtail.contrib.routable_page.models
import wagtail.fields
import wagtail_privacy.statements.blocks.body
import swapper
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtail_privacy', '0002_privacy_officers'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtail_privacy_forms', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrivacyStatementPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=swapper.get_model_name("wagtailcore", "Page"))),
                ('motto', models.CharField(blank=True, help_text='Your promise in one sentence, above everything else.', max_length=200, verbose_name='motto')),
                ('body', wagtail.fields.StreamField([('text', 2), ('controller', 5), ('collection_points', 5), ('data_categories', 5), ('website', 5), ('statistics', 5), ('recipients', 5), ('email_notice', 7), ('rights', 5), ('contact', 5)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'italic', 'link', 'ul', 'ol'], 'label': 'Text'}), 2: ('wagtail.blocks.StructBlock', [[('heading', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leave it empty for the usual heading, in the language of the page.', 'label': 'Heading', 'max_length': 120, 'required': False}), 4: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'italic', 'link', 'ul', 'ol'], 'help_text': 'Your own words above what the site itself says here.', 'label': 'Words before', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('heading', 3), ('text', 4)]], {}), 6: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'italic', 'link', 'ul', 'ol'], 'help_text': 'Leave it empty for the usual notice. The postal way is always added.', 'label': 'Instead of the usual words', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('heading', 3), ('text', 4), ('own_words', 6)]], {})}, default=wagtail_privacy.statements.blocks.body.default_body, verbose_name='sections')),
            ],
            options={
                'verbose_name': 'privacy statement',
                'verbose_name_plural': 'privacy statements',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='PrivacyFormPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=swapper.get_model_name("wagtailcore", "Page"))),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('thank_you_text', wagtail.fields.RichTextField(blank=True, help_text='What happens next, with a date if there is one.', verbose_name='text after sending')),
                ('submit_label', models.CharField(blank=True, help_text='A verb that says what the button does, such as “Request a call”.', max_length=60, verbose_name='label of the button')),
                ('consequence', models.CharField(blank=True, help_text='What happens then, in one sentence, Art. 13(2)(e) GDPR.', max_length=255, verbose_name='if somebody does not answer')),
                ('purpose', models.ForeignKey(help_text='What the answers are used for. It decides how long they are kept.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_privacy.purpose', verbose_name='purpose')),
            ],
            options={
                'verbose_name': 'privacy form',
                'verbose_name_plural': 'privacy forms',
            },
            bases=(wagtail.contrib.forms.models.FormMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='PrivacyFormField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('clean_name', models.CharField(blank=True, default='', help_text='Safe name of the form field, the label converted to ascii_snake_case', max_length=255, verbose_name='name')),
                ('label', models.CharField(help_text='The label of the form field', max_length=255, verbose_name='label')),
                ('field_type', models.CharField(choices=[('singleline', 'Single line text'), ('multiline', 'Multi-line text'), ('email', 'Email'), ('number', 'Number'), ('url', 'URL'), ('checkbox', 'Checkbox'), ('checkboxes', 'Checkboxes'), ('dropdown', 'Drop down'), ('multiselect', 'Multiple select'), ('radio', 'Radio buttons'), ('date', 'Date'), ('datetime', 'Date/time'), ('hidden', 'Hidden field')], max_length=16, verbose_name='field type')),
                ('required', models.BooleanField(default=True, verbose_name='required')),
                ('choices', models.TextField(blank=True, help_text='Comma or new line separated list of choices. Only applicable in checkboxes, radio and dropdown.', verbose_name='choices')),
                ('default_value', models.TextField(blank=True, help_text='Default value. Comma or new line separated values supported for checkboxes.', verbose_name='default value')),
                ('help_text', models.CharField(blank=True, max_length=255, verbose_name='help text')),
                ('reason', models.CharField(blank=True, help_text='One sentence. It stands beside the field if it asks for delicate data.', max_length=255, verbose_name='why it is needed')),
                ('autocomplete', models.CharField(blank=True, choices=[('name', 'Name'), ('given-name', 'First name'), ('family-name', 'Last name'), ('email', 'E-mail address'), ('tel', 'Telephone number'), ('organization', 'Company'), ('street-address', 'Street and number'), ('postal-code', 'Postal code'), ('address-level2', 'Town'), ('bday', 'Date of birth')], help_text='Only if the field asks for this about the person who fills in the form.', max_length=40, verbose_name='filled in by the browser')),
                ('data_category', models.ForeignKey(help_text='Which kind of data this field asks for. It stands in the statement.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_privacy.datacategory', verbose_name='data category')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_fields', to='wagtail_privacy_pages.privacyformpage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
