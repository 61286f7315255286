"""Who mediates: committees, studios, mediators, their training, the phrases they begin from, and typed figures."""
from __future__ import annotations

from center.editing import editing
from center.mediation import clauses as clauses
from center.mediation.linking import keep_own
from center.mediation.rules import check_committee, check_figure, check_mediator, check_training
from center.mediation.studios import check_studio, keep_studio, note_studio
from db.models.mediation import ClauseTemplate, Committee, Mediator, MediatorTraining, Studio, TypedFigure, TypeName

editing(Committee, check=check_committee)
editing(Studio, check=check_studio, adding=note_studio, changing=keep_studio)
editing(Mediator, check=check_mediator, removing=keep_own)
editing(MediatorTraining, check=check_training)
editing(TypedFigure, check=check_figure)
editing(ClauseTemplate)
editing(TypeName)
