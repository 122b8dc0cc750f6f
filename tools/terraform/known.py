"""What the cloud would name a thing: made from its arguments, so that a plan shows what is wired to what.

The real provider knows most of these only after it has made the thing; a rule about a plan needs them before.
"""

from collections.abc import Callable, Mapping
from typing import Any

Values = Mapping[str, Any]
_IDS = {
    "google_pubsub_topic": "projects/{project}/topics/{name}",
    "google_artifact_registry_repository": "projects/{project}/locations/{location}/repositories/{repository_id}",
    "google_secret_manager_secret": "projects/{project}/secrets/{secret_id}",
    "google_monitoring_notification_channel": "projects/{project}/notificationChannels/{display_name}",
}


def _account(about: Values) -> dict[str, Any]:
    email = f"{about['account_id']}@{about['project']}.iam.gserviceaccount.com"
    name = f"projects/{about['project']}/serviceAccounts/{email}"
    return {"email": email, "member": f"serviceAccount:{email}", "name": name, "id": name}


def _function(about: Values) -> dict[str, Any]:
    (config,) = about["service_config"]
    return {
        "service_config": [{**config, "uri": f"https://{about['name']}.run.example"}],
        "id": f"function/{about['name']}",
    }


def _agent(about: Values) -> dict[str, Any]:
    email = f"{about['service'].split('.')[0]}.agent@example"
    return {"email": email, "member": f"serviceAccount:{email}"}


_SPECIAL: Mapping[str, Callable[[Values], dict[str, Any]]] = {
    "google_service_account": _account,
    "google_cloudfunctions2_function": _function,
    "google_project_service_identity": _agent,
}


def named(kind: str, about: Values) -> dict[str, Any]:
    """The arguments with the names that follow from them; as they were where an argument is not known yet."""
    try:
        if kind in _SPECIAL:
            return {**about, **_SPECIAL[kind](about)}
        if kind in _IDS:
            return {**about, "id": _IDS[kind].format_map(about)}
        if isinstance(about.get("name"), str) and kind.startswith("google_compute_"):
            return {**about, "id": f"{kind}/{about['name']}"}
    except (KeyError, TypeError, AttributeError):
        pass
    return dict(about)
