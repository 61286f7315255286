# The two commands are `make run` and `make test`. All the others are for those who change the program.
PYTHON := .venv/bin/python
PREPARE := sh packaging/setup/prepare.sh
ARGS ?=

.PHONY: help run test look look-all bench test-pg words lock dist dist-test clean

help:
	@echo "make run      打开工作台（没有屏幕时：在 out/ 里生成演示中心的报告和画面）"
	@echo "make test     运行全部测试（ARGS=… 传给 pytest）"
	@echo "make look     把每个页面画成图片，放在 out/look/"
	@echo "make look-all 每种窗口大小、字号、深浅和语言都画一遍，并查有没有显示不全（很久）"
	@echo "make bench    测速：每项与同一次运行里的底线相比"
	@echo "make test-pg  在一次性的 PostgreSQL 上运行数据库测试"
	@echo "make words    把给人看的字句收集到 templates/locale/messages.pot"
	@echo "make lock     按 packaging/requirements*.in 重做锁定文件（需要 uv）"
	@echo "make dist     做可安装的程序：out/dist/ 里的程序文件夹，有 dpkg-deb 时再做 .deb"
	@echo "make dist-test 用做好的程序在虚拟屏幕上走一遍第一天"
	@echo "make clean    删除 .venv、out/ 和各种缓存"

run:
	@$(PREPARE) run
	@$(PYTHON) main.py run $(ARGS)

test:
	@$(PREPARE) test
	@$(PYTHON) -m pytest -n 2 --dist loadfile $(ARGS)

look:
	@$(PREPARE) test
	@$(PYTHON) main.py look --to out/look $(ARGS)

look-all:
	@$(PREPARE) test
	@$(PYTHON) -m tests.gui.looking_all $(ARGS)

bench:
	@$(PREPARE) bench
	@$(PYTHON) -m benchmarks $(ARGS)

test-pg:
	@$(PREPARE) pg
	@$(PYTHON) -m pytest --pg $(ARGS)

words:
	@$(PREPARE) run
	@$(PYTHON) packaging/words/extract.py

lock:
	@sh packaging/setup/lock.sh $(ARGS)

dist:
	@$(PREPARE) dist
	@out/build/venv/bin/python packaging/dist/build.py

dist-test:
	@$(PREPARE) test
	@$(PREPARE) dist
	@out/build/venv/bin/python packaging/dist/build.py --quick
	@$(PYTHON) -m pytest packaging/trial $(ARGS)

clean:
	rm -rf .venv out .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
