"""One archive of a whole house: database, files, keys, and a manifest that vouches for them."""
