"""Reception: what people report and who answers it, certificates given out, and the uses of a seal."""
from __future__ import annotations

from center.editing import editing
from center.reception import measures as measures
from center.reception.certificates import (
    amend,
    check_certificate,
    complete_certificate,
    doubts_seal,
    issue,
    keep,
    note_seal,
)
from center.reception.voices import check_voice, doubts_voice, register
from db.models.reception import Certificate, SealUse, Voice

editing(Voice, check=check_voice, doubts=doubts_voice, adding=register)
editing(Certificate, check=check_certificate, complete=complete_certificate, adding=issue, changing=amend,
        removing=keep)
editing(SealUse, doubts=doubts_seal, adding=note_seal)
