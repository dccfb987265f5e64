"""The built site as a whole: its address, its previews, what it loads, what it keeps offline."""
