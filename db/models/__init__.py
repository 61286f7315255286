"""The records, one file a domain. `RECORDS` is written out: it is the order of the tables and of the menus."""
from db.models.addresses import AddressRuling, UnreadAddress
from db.models.attachments import Attachment
from db.models.case_after import Allowance, Screening, ScreeningFinding, Transcription, VolumeCheck
from db.models.case_work import Agreement, CasePaper, CaseStep, Performance
from db.models.cases import Case, CaseAgent, CaseGuest, CaseParty, CaseWorker, Volume
from db.models.centre import Centre, Facility, Zone
from db.models.compliance import Inspection, Rectification, Score
from db.models.cover import DutyTerm, Incentive
from db.models.enterprises import CouncilMember, Enterprise, Tenancy
from db.models.governance import Asset, Budget, Check, Expense, Rule, Supervisor, SupervisorActivity
from db.models.households import Residency
from db.models.meals import MealCategory, MealDiner, MealPause
from db.models.mediation import ClauseTemplate, Committee, Mediator, MediatorTraining, Studio, TypedFigure, TypeName
from db.models.members import Branch, Member
from db.models.people import Person
from db.models.places import (
    Building,
    BuildingTerm,
    Community,
    Compound,
    Door,
    Grid,
    SentSheet,
    Street,
    Unit,
)
from db.models.reception import Certificate, SealUse, Voice
from db.models.sealed import SealedText
from db.models.service import Item, ItemList, Window
from db.models.settings import OfficialNumber, RestDay
from db.models.staff import Account, Attendance, Shift, Staff, Training
from db.models.visits import VisitList, VisitStop
from db.models.volunteers import Volunteer

RECORDS = (Centre, Zone, Facility, Person, Branch, Member,
           Street, Community, Grid, Compound, Building, Unit, Door, BuildingTerm, SentSheet,
           Residency, UnreadAddress, AddressRuling, DutyTerm, Incentive, Enterprise, Tenancy, CouncilMember,
           Staff, Account, Training, Attendance, Window, ItemList,
           Item, Shift, Rule, Budget, Expense, Asset, Check, Supervisor, SupervisorActivity, Voice, Certificate,
           SealUse, Inspection, Score, Rectification, VisitList, VisitStop, Volunteer, MealDiner, MealPause,
           MealCategory,
           Committee, Studio, Mediator, MediatorTraining, Volume, Case, CaseParty, CaseAgent, CaseWorker, CaseGuest,
           CaseStep, Agreement, Performance, CasePaper, Screening, ScreeningFinding, Allowance, Transcription,
           VolumeCheck, TypedFigure, ClauseTemplate, TypeName, OfficialNumber, RestDay,
           Attachment, SealedText)
