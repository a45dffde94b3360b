// Before anything is drawn: says that script runs, so that GOV.UK's parts may lean on it.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
