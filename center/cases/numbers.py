"""The official numbers of people's mediation, by key: their values stand in `templates/settings/numbers.toml`."""
LIMIT_MODE, LIMIT_DAYS = "case.limit_mode", "case.limit_days"
AMBER_DAYS = "case.amber_days"
CONFIRM_DAYS = "case.confirm_days"
VISIT_DAYS = "case.visit_days"
REPLY_DAYS = "case.reply_days"
BASIS, TYPES = "case.basis", "case.types"
REQUIRED, ORDER = "dossier.required", "dossier.order"
RETENTION_YEARS = {"short": "dossier.short_years", "long": "dossier.long_years"}
TRANSCRIPTION = "transcription.order"
ALLOWANCE = {"simple": "allowance.simple", "ordinary": "allowance.ordinary", "hard": "allowance.hard",
             "major": "allowance.major"}
ALLOWANCE_VISIT = "allowance.visit"
SCREENING_DAYS = "screening.every_days"
