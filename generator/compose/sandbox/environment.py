"""The environment in which templates run: nothing is in it that is not listed, nothing unpaid."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from decimal import Decimal
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup, escape

from generator import limits
from generator.compose.sandbox import language
from generator.compose.sandbox.absent import Absences, Absent
from generator.compose.sandbox.budget import CHARACTERS, Budget
from generator.compose.sandbox.errors import MisuseError, RefusedError
from generator.compose.sandbox.filters import TESTS, Filters, Function
from generator.compose.sandbox.values import (
    LISTS,
    LOOP,
    METHODS,
    PRINTABLE,
    Method,
    Readable,
    Unknown,
    held,
    listed,
    named,
    number,
    single,
)

OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": operator.floordiv,
    "%": operator.mod,
}
KEPT = 400  # templates and patterns whose code is kept
COMPILED: dict[tuple[Any, ...], Any] = {}


class Sandbox(SandboxedEnvironment):
    """Fills templates and patterns of one document.

    A fact that was not typed goes to ``absences``, work to ``budget``. ``functions`` and
    ``filters`` are what templates may call beside what all have; without a ``loader`` nothing can
    be included.
    """

    intercepted_binops = frozenset(OPERATORS)
    intercepted_unops = frozenset({"+", "-"})

    def __init__(
        self,
        absences: Absences,
        budget: Budget,
        *,
        autoescape: bool,
        loader: jinja2.BaseLoader | None = None,
        functions: Mapping[str, Function] | None = None,
        filters: Mapping[str, Function] | None = None,
    ) -> None:
        super().__init__(
            loader=loader,
            autoescape=autoescape,
            undefined=Unknown,
            finalize=self._finalized,
            optimized=False,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.absences = absences
        self.budget = budget
        self.globals = {name: Method(call) for name, call in (functions or {}).items()}
        self.globals["namespace"] = Namespace
        self.tests = dict(TESTS)
        self.filters = {**Filters(self).all, **(filters or {}), **self._inner_filters()}
        self.language = language.Language(self.filters, self.tests, includes=loader is not None)

    def _inner_filters(self) -> dict[str, Function]:
        return {
            language.PAY: self.budget.pay,
            language.EACH: self._each,
            language.ONE: self._one,
            language.HELD: self._held,
            language.CUT: self._cut,
            language.JOINED: self.joined,
        }

    # reading a template

    def compile(self, source: Any, name: str | None = None, *where: Any, **how: Any) -> Any:
        """The code of a template, made once in a process: it is the same for every document."""
        self.budget.read(len(source))
        key = (source, name, where, *how.items(), self.autoescape, self.language.key)
        code, included = COMPILED.get(key, (None, ()))
        if code is None or not self.language.includes_all(name, included):
            code = super().compile(source, name, *where, **how)
            if len(COMPILED) >= KEPT:
                COMPILED.clear()
            COMPILED[key] = code, self.language.included.get(name or "", ())
        return code

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parser = language.TemplateParser(self, source, name, filename)
        try:
            return parser.parse()
        except (RecursionError, ValueError) as error:
            deep = isinstance(error, RecursionError)
            problem = "一层套一层，太深" if deep else "数的位数太多"
            line = parser.stream.current.lineno
            raise RefusedError(problem, line, name, filename) from None

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        metered = self.language.metered(source, name, filename)
        return super()._generate(metered, name, filename, defer_init)

    # what a template reads and calls

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute``."""
        kind = type(obj)
        if kind is dict:
            method = METHODS[dict].get(attribute)
            return Method(_bound(method, obj)) if method else self._item(obj, attribute)
        if kind is str and (method := METHODS[str].get(attribute)):
            return Method(_bound(method, obj))
        if isinstance(obj, Absent):
            return obj
        if isinstance(obj, Readable) and attribute in obj.readable:
            value = getattr(obj, attribute)
            return Method(value) if callable(value) else value
        if kind is LoopContext and attribute in LOOP:
            return getattr(obj, attribute)
        if kind is Namespace and not attribute.startswith("_"):
            return getattr(obj, attribute, self.undefined(obj=obj, name=attribute))
        if isinstance(obj, Unknown):
            str(obj)  # says what is missing
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """``obj[argument]``."""
        kind = type(obj)
        single(argument)
        if kind is dict:
            return self._item(obj, argument)
        if kind in LISTS or kind is str:
            if type(argument) is int and -len(obj) <= argument < len(obj):
                return obj[argument]
        elif isinstance(obj, Absent):
            return obj
        elif isinstance(obj, Unknown):
            str(obj)  # says what is missing
        return self.undefined(obj=obj, name=argument)

    def _item(self, obj: Mapping[Any, Any], key: Any) -> Any:
        if key in obj:
            return self.absences.instead(obj[key], obj, key)
        return self.undefined(obj=obj, name=key)

    def read(self, value: Any, name: str) -> Any:
        """What a filter finds under a name such as 部门.名称."""
        if not isinstance(name, str):
            raise MisuseError(f"attribute 要的是名字，这里是{named(name)}")
        for part in name.split("."):
            value = self.getitem(value, part) if type(value) is dict else self.getattr(value, part)
        return value

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """``obj(…)``."""
        if not (type(obj) in (Method, Macro) or obj is Namespace or isinstance(obj, Absent)):
            if isinstance(obj, Unknown):
                str(obj)  # says what is missing
            raise MisuseError(f"{named(obj)}后面不能加括号")
        with self.budget.macro() if type(obj) is Macro else nullcontext():
            return context.call(obj, *args, **kwargs)

    def seen(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """What templates see of ``context``."""
        instead = self.absences.instead
        return {name: instead(value, context, name) for name, value in context.items()}

    # what a template makes

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """``left + right`` and the like."""
        return self.calculated(operator, left, right)

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """``-arg`` and ``+arg``."""
        return self.calculated("-", 0, arg) if operator == "-" else number(arg)

    def calculated(self, sign: str, left: Any, right: Any) -> Any:
        """The result of an operation on numbers of ``limits.NUMBER_DIGITS`` digits at most."""
        return bounded(OPERATORS[sign](bounded(number(left)), bounded(number(right))))

    def concat(self, parts: Iterable[str]) -> str:
        """What a template, a macro or a block has written."""
        made: list[str] = []
        write = self.budget.write
        for part in parts:
            write(len(part))
            made.append(part)
        return "".join(made)

    def joined(self, values: Sequence[Any]) -> str:
        """The values as one text; markup, and the rest escaped, where one of them is markup."""
        parts = [self.printed(value) for value in values]
        if self.autoescape and any(isinstance(part, Markup) for part in parts):
            return Markup(self.concat([escape(part) for part in parts]))
        return self.concat([str(part) for part in parts])

    @jinja2.pass_eval_context
    def _finalized(self, context: nodes.EvalContext, value: Any) -> Any:
        """``printed``; because it takes a context nothing is worked out while it is compiled."""
        return self.printed(value)

    def printed(self, value: Any) -> Any:
        """What is about to be printed: a text, a number or a date."""
        if type(value) in PRINTABLE:
            return value
        if isinstance(value, jinja2.Undefined):
            return str(value)
        if value is None:
            raise MisuseError("这里没有可印的内容")
        raise MisuseError(f"这里要印的是{named(value)}，不是文字或数")

    def _one(self, value: Any) -> Any:
        if isinstance(value, str):
            self.budget.pay(len(value) // CHARACTERS)
        return single(value)

    def _each(self, value: Any) -> Any:
        found = held(value)
        self.budget.pay(len(found))
        return found

    def _held(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._one(value)
        return self._each(value)

    def _cut(self, value: Any) -> Any:
        if type(value) is str:
            return self._one(value)
        return self._each(listed(value))


def bounded(value: int | Decimal) -> int | Decimal:
    """The number. Raises ``MisuseError`` where it has too many digits."""
    if not abs(value) < 10**limits.NUMBER_DIGITS:
        raise MisuseError(f"算出的数超过 {limits.NUMBER_DIGITS} 位的上限（模板里只作简单的加减）")
    return value


def _bound(method: Function, value: Any) -> Function:
    return lambda *args, **kwargs: method(value, *args, **kwargs)
