"""Analysis: everything found in one clip or live set, and how it is put together."""
