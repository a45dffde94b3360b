from casework.access.roles import Permission
from casework.children.parts import Page, parts

parts.add(Page(order=85, label="Audits", url="audits-of-child", permission=Permission.READ_AUDITS))
