# Everything is made from here. `make check` needs Go alone and installs what else it wants under bin/.

LINT_VERSION = v2.15.0
LINT = bin/golangci-lint-$(LINT_VERSION)
PYTHON = .venv/bin/python
SHARED = $(or $(HEARSAY_SHARED),../shared)
VERSION = unreleased
FUZZTIME = 10s
CHROMIUM = chromium
# Packages in which goroutines share memory; the others gain nothing from the race detector.
RACE = ./internal/infer ./internal/reader ./internal/desk

.PHONY: help build demo check generated lint fmt cross race test eval bench bench-ledger bench-web train-reader train-pair train-embedder convert golden fuzz generate web bundle e2e pictures clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 14

build: ## bin/hearsay, one static file
	CGO_ENABLED=0 go build -trimpath -ldflags='-s -w -X main.version=$(VERSION)' -o bin/hearsay ./cmd/hearsay

demo: build ## read the stories of examples/, and show who has it from whom
	@tail -n +2 examples/stories.tsv | while IFS='	' read -r file outlet published; do \
		printf '──────── examples/%s\n\n' "$$file"; \
		bin/hearsay read --outlet "$$outlet" --published "$$published" "examples/$$file" || exit 1; \
	done
	@set -e; dir=$$(mktemp -d); trap 'rm -rf "$$dir"' EXIT; export HEARSAY_LEDGER="$$dir/demo.db"; \
	tail -n +2 examples/stories.tsv | while IFS='	' read -r file outlet published; do \
		bin/hearsay add --outlet "$$outlet" --published "$$published" "examples/$$file" 2>/dev/null; \
	done; \
	for words in 'launching drones speaker:altamirano' 'six sea drones landed Amapala'; do \
		printf '──────── hearsay matter: %s\n\n' "$$words"; \
		bin/hearsay matter "$$(bin/hearsay find --format csv --limit 1 "$$words" 2>/dev/null | tail -n 1 | cut -c 1-52)"; \
		echo; \
	done

check: generated bundle lint cross build race test e2e ## everything that CI runs, the tests last

generated: # what is generated is what its generator writes; go.mod lists what is imported
	go run ./internal/infer/asm | cmp - internal/infer/kernels_amd64.s
	go mod tidy -diff

# Packages of web/, exactly those of its lock file. esbuild works without its install script.
web/node_modules: web/package.json web/package-lock.json
	cd web && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

web: web/node_modules ## the scripts of the pages from their sources: internal/web/assets
	cd web && npm run --silent build

bundle: # the scripts that are committed are what web/src makes
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory web/node_modules && cd web && npm run --silent fresh; \
	else echo 'NOT RUN: whether the scripts of the pages are up to date needs npm'; fi

e2e: build ## the pages in a real browser
	@if command -v npm >/dev/null && command -v $(CHROMIUM) >/dev/null; then \
		$(MAKE) --no-print-directory web/node_modules && cd web && HEARSAY=../bin/hearsay CHROMIUM="$$(command -v $(CHROMIUM))" npm run --silent e2e; \
	else echo 'NOT RUN: the tests in a browser need npm and chromium'; fi

pictures: build web/node_modules ## the pictures of the README: docs/pictures
	cd web && HEARSAY=../bin/hearsay CHROMIUM="$$(command -v $(CHROMIUM))" node pictures.mjs

lint: $(LINT)
	go vet ./...
	$(LINT) run ./...

fmt: $(LINT) ## format the Go files
	$(LINT) fmt ./...

$(LINT):
	@mkdir -p bin
	GOBIN=$(CURDIR)/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	mv bin/golangci-lint $@

cross: # where there is no assembly, the plain Go kernels must build
	CGO_ENABLED=0 GOOS=linux GOARCH=arm64 go vet ./...

race:
	@if [ "$$(go env CGO_ENABLED)" = 1 ] && command -v "$$(go env CC)" >/dev/null; then \
		echo go test -timeout 40m -race $(RACE); go test -timeout 40m -race $(RACE); \
	else echo 'NOT RUN: the race detector needs a C compiler'; fi

test: ## the tests
	go test -timeout 40m ./...

eval: ## score reading against gold: internal/eval/testdata/scores.txt, cases.txt
	HEARSAY_SHARED=$(SHARED) go run ./internal/eval/run --out internal/eval/testdata/scores.txt --cases internal/eval/testdata/cases.txt
	@if [ -f $(SHARED)/model/reader.safetensors ]; then HEARSAY_SHARED=$(SHARED) go run ./internal/eval/run --model $(SHARED)/model --out internal/eval/testdata/scores_fp32.txt; fi

bench: build .venv/onnx ## time reading, onnxruntime beside it: internal/eval/testdata/bench.txt; then bench-ledger
	go run ./internal/eval/bench --shared $(SHARED) --onnx .venv/onnx --python $(PYTHON) --bin bin/hearsay --out internal/eval/testdata/bench.txt
	$(MAKE) bench-ledger

bench-ledger: ## time what is asked of a ledger of 100,000 documents, in a file and on a server: internal/ledger/testdata/bench*.txt
	go test -run '^$$' -bench Queries -benchtime 1x -timeout 1h ./internal/ledger -update
	go test -run '^$$' -bench Queries -benchtime 1x -timeout 1h ./internal/ledger -update -ledger postgres

bench-web: ## time every page of a ledger, LEDGER=FILE, then 50 readers while 1,000 stories are added: internal/web/testdata/bench.txt
	go test -run '^$$' -bench Pages -benchtime 1x -timeout 1h ./internal/web -ledger $(abspath $(LEDGER)) -update

.venv/onnx: $(PYTHON) train/onnx_export.py
	rm -rf $@.new && mkdir $@.new
	$(PYTHON) train/onnx_export.py $(SHARED)/model $@.new
	rm -rf $@ && mv $@.new $@

TRAINED = .cache/trained
BASE = .cache/base
WIDE = .cache/wide
CASES = $(SHARED)/cases/*.jsonl train/cases/*.jsonl
TRAIN_PAIR = $(PYTHON) -B train/pair.py --lab $(SHARED)/lab --pairs $(TRAINED)/texts.csv $(TRAINED)/newsroom.csv --cases $(CASES) --batch 96 --none 2

train-reader: .venv/torch ## train the reader of model/ further: .cache/trained/reader.safetensors, fp16; then `make convert`
	mkdir -p $(TRAINED)
	$(PYTHON) -B train/corpora.py $(SHARED) $(TRAINED)/windows.jsonl.gz train/passages train/names
	$(PYTHON) -B train/reader.py --windows $(TRAINED)/windows.jsonl.gz --from model --lab $(SHARED)/lab --out $(TRAINED) --epochs 3 --rate 6e-5

train-pair: $(TRAINED)/texts.csv ## train the pair model anew, taught by a wider one: .cache/trained/pair.safetensors, fp16; then `make convert`
	[ -f $(WIDE)/embedder.safetensors ] || $(PYTHON) -B train/base.py $(WIDE) wide
	$(TRAIN_PAIR) --base $(WIDE) --out $(WIDE) --epochs 2 --rate 5e-5
	$(TRAIN_PAIR) --base $(BASE) --out $(TRAINED) --epochs 6 --rate 1.5e-4 --teacher $(WIDE)

train-embedder: $(TRAINED)/texts.csv ## train the embedder anew: .cache/trained/embedder.safetensors, fp16; then `make convert`
	$(PYTHON) -B train/embedder.py --base $(BASE) --lab $(SHARED)/lab --texts $(TRAINED)/texts.csv --newsroom $(TRAINED)/newsroom.csv --cases $(CASES) \
		--out $(TRAINED) --epochs 3

# Claims as the program reads them, in pairs; and what the models begin with.
$(TRAINED)/texts.csv: .venv/torch $(wildcard $(CASES) train/newsroom/*.jsonl)
	mkdir -p $(TRAINED)
	[ -f $(BASE)/embedder.safetensors ] || $(PYTHON) -B train/base.py $(BASE)
	go run ./internal/link/fit --newsroom --texts train/newsroom/*.jsonl > $(TRAINED)/newsroom.csv
	go run ./internal/link/fit --texts $(CASES) > $@.new
	mv $@.new $@

convert: $(PYTHON) ## .cache/trained → model/, eight bits
	HEARSAY_SHARED=$(abspath $(SHARED)) $(PYTHON) -B train/convert.py $(TRAINED) model
	HEARSAY_SHARED=$(abspath $(SHARED)) $(PYTHON) -B train/golden8.py

.venv/torch: $(PYTHON)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r train/requirements-torch.txt
	@touch $@

golden: $(PYTHON) ## make anew what the Python references expect
	HEARSAY_SHARED=$(SHARED) $(PYTHON) -B internal/segment/testdata/expect.py
	cd internal/eval/testdata && $(CURDIR)/$(PYTHON) -B expect.py $(abspath $(SHARED))/lab

fuzz: ## every fuzz test for FUZZTIME (10s)
	@grep -rEo '^func Fuzz[A-Za-z0-9_]+' --include='*_test.go' . | sed 's/:func / /' | while read -r file name; do \
		echo "$$name ($$file)"; go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) "$$(dirname "$$file")" || exit 1; \
	done

generate: ## the assembly kernels from their generator
	go generate ./...

$(PYTHON): train/requirements.txt
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r train/requirements.txt
	@touch $@

clean: ## remove what was made and is not committed
	rm -rf bin .venv
