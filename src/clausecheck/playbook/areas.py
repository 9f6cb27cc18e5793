"""Areas: the criteria by which a vendor is chosen, over which a scorecard adds up the rules of a playbook."""

from __future__ import annotations

from typing import Literal

Area = Literal["exit", "data_security", "service_levels", "ip", "commercial", "governance"]

AREA_TITLES: dict[Area, str] = {
    "exit": "Exit",
    "data_security": "Data and security",
    "service_levels": "Service levels",
    "ip": "Intellectual property",
    "commercial": "Commercial",
    "governance": "Governance",
}
