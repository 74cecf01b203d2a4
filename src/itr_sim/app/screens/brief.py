"""The scenario's brief and the desk, as a trainee sees them."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from itr_sim.app.language import either
from itr_sim.scenario import Scenario


def brief_panel(scenario: Scenario) -> Panel:
    """Return what the trainee is told before the session."""
    return Panel(
        Text(scenario.brief.strip()),
        title=Text(f"{scenario.title} {'★' * scenario.difficulty}"),
        title_align="left",
        border_style="cyan",
    )


def desk_table(scenario: Scenario) -> RenderableType:
    """Return what can be looked up and done: order, shipment, policies, tools."""
    desk = scenario.desk
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    if desk.order:
        table.add_row(either("order", "订单"), Text("  ".join(desk.order.values())))
    for number, event in enumerate(desk.shipment):
        table.add_row("" if number else either("shipment", "物流"), Text(f"{event.at}  {event.what}"))
    for number, policy in enumerate(desk.policies.values()):
        table.add_row("" if number else either("policy", "政策"), Text(f"{policy.title}: {policy.text}"))
    for number, (name, tool) in enumerate(desk.tools.items()):
        table.add_row("" if number else either("tools", "工具"), Text(f"/do {name}  {tool.title}"))
    return Group(table)
