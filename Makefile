# AI-On. `make` lists the commands.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup dev demo down status test check eval lock bench simulate agentdojo build plan deploy restored

PY := .venv/bin/python
# Tests run in this many processes; more than two do not help on two cores.
WORKERS ?= 2
ARGS ?=
# What `make plan` and `make deploy` are about: the environment, and the id of its project (GOOGLE_CLOUD_PROJECT unless told).
ENV ?= dev
PROJECT ?= $(GOOGLE_CLOUD_PROJECT)
TERRAFORM := terraform -chdir=infra/terraform/environments/$(ENV)
export PORT DATA FRESH SEED

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install everything that is missing; a second run takes no time
	@bash tools/setup/run

dev: setup ## start everything (PORT=8080 DATA=.local/data FRESH=1 SEED=0); Ctrl-C stops it and keeps the data
	@exec $(PY) -m dev up $(ARGS)

demo: setup ## the main job step by step, on what `make dev` started or on a stack of its own
	@exec $(PY) -m dev.demo $(ARGS)

down: ## stop what `make dev` started
	@$(PY) -m dev down

status: ## what runs, where, and with how much memory
	@$(PY) -m dev status $(ARGS) || test $$? -eq 3

test: setup ## all tests on the real emulators (WORKERS=2 ARGS="-k word")
	@$(PY) -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

simulate: setup ## the whole system from seeds, replayed exactly (SEEDS=4711 or SEEDS=1000-4999)
	@$(PY) -m tests.simulation $(or $(SEEDS),0-999)

# An environment of its own: nothing of it is committed, deployed or imported.
agentdojo: setup ## replay AgentDojo's banking attacks against the gate of chat (fetches agentdojo 0.1.35 once)
	@test -x .local/agentdojo/venv/bin/python || .venv/bin/uv venv -q .local/agentdojo/venv
	@.venv/bin/uv pip install -q --python .local/agentdojo/venv/bin/python agentdojo==0.1.35
	@.local/agentdojo/venv/bin/python tests/security/agentdojo/dump.py .local/agentdojo/banking.json
	@$(PY) -m pytest -q tests/security/agentdojo $(ARGS)

check: setup ## lint, format, types, import rules, architecture, infrastructure
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) -m pytest -q tests/architecture
	$(PY) -m tools.terraform
	$(PY) -m tools.terraform.audit

eval: setup ## accuracy on ../shared/eval, where that is present
	@$(PY) -m tools.evaluate $(ARGS) && $(PY) -m tools.forecasts

bench: setup ## how time grows with text, cold start and latency as ratios of one run, CPU of a receipt
	@$(PY) -m bench.growth
	@$(PY) -m bench.cold_start
	@$(PY) -m bench.latency
	@$(PY) -m bench.receipt_cpu
	@$(PY) -m bench.chat_cost
	@$(PY) -m bench.tokens
	@$(PY) -m bench.scale

lock: setup ## pin what pyproject.toml asks for, with hashes (ARGS=--upgrade takes newer versions)
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header $(ARGS) \
	  pyproject.toml -o requirements.txt
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header $(ARGS) \
	  --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

build: setup ## the archives of all functions, in build/functions
	@$(PY) -m tools.build_functions

plan: build ## what `make deploy` would change in the cloud (ENV=dev PROJECT=id)
	@test -n "$(PROJECT)" || { echo "Which project? make $@ ENV=$(ENV) PROJECT=its-id"; exit 2; }
	$(TERRAFORM) init -input=false -backend-config=bucket=$(PROJECT)-terraform -backend-config=prefix=$(ENV)
	$(TERRAFORM) plan -input=false -var=project=$(PROJECT) -out=next.tfplan

restored: setup ## look whether a restored database is whole (PROJECT=id DATABASE=drill ARGS="--before 2026-11-26T08:00:00Z")
	@GOOGLE_CLOUD_PROJECT=$(PROJECT) FIRESTORE_DATABASE=$(DATABASE) $(PY) -m tools.restored $(ARGS)

deploy: plan ## build, plan, and apply that plan (ENV=dev PROJECT=id)
	$(TERRAFORM) apply -input=false next.tfplan
