"""A package of an author's own, for the tests: bodies that swing."""
