"""Use cases of budgets."""

from functions.budget.service.changing import changed_budget, restore_budget
from functions.budget.service.deleting import delete_budget, delete_budgets
from functions.budget.service.describing import describe_overspending
from functions.budget.service.generating import Generated, Operation, generate, generate_first
from functions.budget.service.making import create_budget, create_budgets
from functions.budget.service.moving import move_money
from functions.budget.service.rebalancing import rebalance_budgets
from functions.budget.service.rolling import roll_all, roll_periods
from functions.budget.service.saving import (
    GoalChange,
    GoalStanding,
    NewGoal,
    change_goal,
    create_goal,
    get_goal,
    list_goals,
    remove_goal,
)
from functions.budget.service.saving import apply_change as apply_goal_change
from functions.budget.service.standings import (
    Now,
    all_budgets,
    deleted_budgets,
    get_standing,
    history,
    list_standings,
    now_of,
    overspending,
    standing_of,
    standings_in,
    summarize,
)
from functions.budget.service.undoing import Part, apply_change, apply_parts, apply_split
from functions.budget.service.watching import watch_budgets, watch_thresholds, watch_totals

__all__ = [
    "Generated",
    "GoalChange",
    "GoalStanding",
    "NewGoal",
    "Now",
    "Operation",
    "Part",
    "all_budgets",
    "apply_change",
    "apply_goal_change",
    "apply_parts",
    "apply_split",
    "change_goal",
    "changed_budget",
    "create_budget",
    "create_budgets",
    "create_goal",
    "delete_budget",
    "delete_budgets",
    "deleted_budgets",
    "describe_overspending",
    "generate",
    "generate_first",
    "get_goal",
    "get_standing",
    "history",
    "list_goals",
    "list_standings",
    "move_money",
    "now_of",
    "overspending",
    "rebalance_budgets",
    "remove_goal",
    "restore_budget",
    "roll_all",
    "roll_periods",
    "standing_of",
    "standings_in",
    "summarize",
    "watch_budgets",
    "watch_thresholds",
    "watch_totals",
]
