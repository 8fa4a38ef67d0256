"""The living page of the design system, `/design`: every component drawn, with the code that drew it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template, render_to_string
from django.urls import reverse

from donghanh.faces.design.samples import COLOURS, SAMPLES, Sample, sample_values

TOTAL = 650_000


def design_page(request: HttpRequest) -> HttpResponse:
    """Show all components; `?theme=dark` or `?theme=light` fixes the theme without a script."""
    theme = request.GET.get("theme", "")
    values = sample_values() | {"poll_url": f"{reverse('design-progress')}?done=390000"}
    shown = {
        "samples": [_drawn(sample, values, request) for sample in SAMPLES],
        "colours": COLOURS,
        "fixed_theme": theme if theme in {"dark", "light"} else "",
    }
    return render(request, "design/page.html", shown)


def design_progress(request: HttpRequest) -> HttpResponse:
    """Answer the sample's progress bar: each question finds 65,000 rows more, up to all of them."""
    given = request.GET.get("done", "0")
    done = min(TOTAL, (int(given) if given.isdecimal() and len(given) < 9 else 0) + 65_000)
    values = {"done": done, "total": TOTAL, "poll_url": f"{reverse('design-progress')}?done={done}"}
    return render(request, "design/samples/progress_polled.html", values)


def _drawn(sample: Sample, values: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    name = f"design/samples/{sample.key}.html"
    drawn = render_to_string(name, values, request=request)
    return {"sample": sample, "drawn": drawn, "code": get_template(name).template.source.strip()}
