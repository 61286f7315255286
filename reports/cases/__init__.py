"""Papers of people's mediation: the official documents of one case, its dossier, registers and tables."""
from reports.cases import ledgers as ledgers
from reports.cases import making as making
from reports.cases import statistics as statistics
from reports.cases import tables as tables
