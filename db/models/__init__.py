"""The records, one file a domain. `RECORDS` is written out: it is the order of the tables and of the menus."""
from db.models.attachments import Attachment
from db.models.centre import Centre, Facility, Zone
from db.models.compliance import Inspection, Rectification, Score
from db.models.governance import Asset, Budget, Check, Expense, Rule, Supervisor, SupervisorActivity
from db.models.members import Branch, Member
from db.models.people import Person
from db.models.reception import Certificate, SealUse, Voice
from db.models.service import Item, ItemList, Window
from db.models.settings import OfficialNumber, RestDay
from db.models.staff import Account, Attendance, Shift, Staff, Training

RECORDS = (Centre, Zone, Facility, Person, Branch, Member, Staff, Account, Training, Attendance, Window, ItemList,
           Item, Shift, Rule, Budget, Expense, Asset, Check, Supervisor, SupervisorActivity, Voice, Certificate,
           SealUse, Inspection, Score, Rectification, OfficialNumber, RestDay,
           Attachment)
