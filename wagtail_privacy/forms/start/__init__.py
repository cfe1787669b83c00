"""The task "Your forms" of Privacy › Start: three answers per form, most of them proposed."""
