"""What the tests of gdkit share; `tables` in this folder lists the rules and the landscapes."""

import hypothesis

# What a test finds does not hang on how busy the machine is.
hypothesis.settings.register_profile("course", deadline=None)
hypothesis.settings.load_profile("course")
