"""One building: its facts for an account, the plan of its doors, the picture and the keys in it."""
