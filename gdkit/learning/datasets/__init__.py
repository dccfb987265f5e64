"""The data files; `gdkit.learning.data` loads them, and README.md says where they come from."""
