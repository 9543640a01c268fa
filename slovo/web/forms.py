from django.forms.renderers import DjangoTemplates


class HouseForms(DjangoTemplates):
    """Every form and field is drawn one way: label, what it does, control, what is wrong."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"
