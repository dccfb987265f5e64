"""Coursework: assignments with their solutions, and the command that releases and grades them.

``python -m coursework --help`` lists what it does.  A source notebook in `assignments/` becomes
the students' notebook (`release`); what they hand in is run in a locked-down process (`inside/`)
while the tests run in this one (`grading`), so a submission meets neither the hidden tests nor
its neighbours.
"""
