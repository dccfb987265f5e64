"""All that is bound into a submission's process: nothing else of the coursework is there."""
