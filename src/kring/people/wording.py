"""The words of roles and units."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ROLES = {
    "supporter": pgettext_lazy("role", "supporter"),
    "coordinator": pgettext_lazy("role", "coordinator of collegial support"),
    "manager": pgettext_lazy("role", "manager"),
    "trainer": pgettext_lazy("role", "trainer"),
    "administrator": pgettext_lazy("role", "administrator"),
    "hr": pgettext_lazy("role", "HR"),
    "adviser": pgettext_lazy("role", "confidential adviser"),
    "occupational": pgettext_lazy("role", "occupational health"),
}

MEANINGS = {
    "supporter": _("Talks with colleagues after something hard. Sees only whom they support."),
    "coordinator": _("Finds somebody for a request that nobody took. Is never an administrator or HR too."),
    "manager": _("Lets Kring know of an event in the team. Does not see who is supported."),
    "trainer": _("Leads people in training. Sees the same as a manager."),
    "administrator": _("Arranges this organisation in Kring. Does not see who is supported."),
    "hr": _("Sees published figures, and asks advisers about measures. Does not see who is supported."),
    "adviser": _("Has a page of their own in the signpost, and reads who asks them to get in touch."),
    "occupational": _("Has such a page too, and keeps the signpost up to date. Does not see who is supported."),
}

CLASHES = {
    "administrator": _("This person is an administrator. A coordinator is never one too."),
    "hr": _("This person has the role HR. That does not go together with coordinator."),
    "coordinator": _("This person is a coordinator. That does not go together with administrator or HR."),
}

LEVELS = {
    "division": pgettext_lazy("level", "Division"),
    "department": pgettext_lazy("level", "Department"),
    "team": pgettext_lazy("level", "Team"),
}

# --- the file of the HR system ------------------------------------------------------------------------

COLUMNS = {
    "number": pgettext_lazy("column", "Personnel number"),
    "name": pgettext_lazy("column", "Name in one piece"),
    "given": pgettext_lazy("column", "Given name"),
    "infix": pgettext_lazy("column", "Infix"),
    "family": pgettext_lazy("column", "Family name"),
    "mail": pgettext_lazy("column", "Mail address of the work"),
    "craft": pgettext_lazy("column", "Job title"),
    "division": pgettext_lazy("column", "Division"),
    "department": pgettext_lazy("column", "Department"),
    "team": pgettext_lazy("column", "Team"),
    "unit_code": pgettext_lazy("column", "Code of the department or cost centre"),
    "manager": pgettext_lazy("column", "Personnel number of the manager"),
    "starts": pgettext_lazy("column", "First day of work"),
    "ends": pgettext_lazy("column", "Last day of work"),
    "hours": pgettext_lazy("column", "Hours in the contract"),
}

CHANGED = {
    "name": pgettext_lazy("changed", "name"),
    "mail": pgettext_lazy("changed", "mail address"),
    "craft": pgettext_lazy("changed", "craft"),
    "unit": pgettext_lazy("changed", "department"),
    "manager": pgettext_lazy("changed", "manager"),
    "leaves_on": pgettext_lazy("changed", "last day of work"),
    "left_on": pgettext_lazy("changed", "works here again"),
}

REASONS = {
    "no_number": _("There is no personnel number."),
    "no_name": _("There is no name."),
    "too_long": _("This is longer than fits."),
    "strange_sign": _("There is a sign in it that cannot be read."),
    "no_date": _("This is not a date."),
    "ends_before_start": _("The last day comes before the first."),
    "two_names": _("The same number stands at several names."),
    "circle": _("These people lead each other in a circle."),
    "wrong_mail": _("This is not a mail address; it stays empty."),
    "unknown_manager": _("Nobody has this number; the manager stays empty."),
    "own_manager": _("Somebody leads themselves; the manager stays empty."),
    "manager_left": _("This manager does not work here any more; the manager stays empty."),
    "unknown_craft": _("We do not know this job; the craft becomes “something else”."),
    "two_unit_names": _("This code has another name on most lines; that name counts."),
    "no_unit": _("There is no department; it stays empty."),
}

UNREADABLE = {
    "empty": _("There is nothing in this file."),
    "too_large": _("This file is too large. At most 40 megabytes fit."),
    "too_many_lines": _("This file has too many lines. At most 250,000 fit."),
    "one_column": _("We see only one column. Save the file as CSV or XLSX and try again."),
    "no_lines": _("There are headings in this file, but no people."),
    "old_excel": _("This is an old Excel file, or one with a password. Save it as XLSX without a password."),
    "other_zip": _("This is another kind of file than XLSX. Save it as XLSX or CSV."),
    "unpacks_too_large": _("This file becomes too large when it is opened. Save only the sheet with people."),
    "broken": _("This file cannot be opened. Save it again as XLSX or CSV."),
    "web_page": _("This is a web page and not a table. Save it as XLSX or CSV."),
    "no_table": _("This is not a table. Choose a CSV or XLSX file."),
    "endless_cell": _("One cell has no end. Most often a quotation mark is missing at the end of a cell."),
    "last_administrator": _("By this file every administrator would leave. Give somebody who stays this role first."),
    "changed_meanwhile": _("Something changed meanwhile. Read the difference once more before you take it over."),
    "gone": _("This file was kept for a day and is gone. Choose it again."),
}
