window.preloadWasThere = typeof window.bridge === 'object'
window.addEventListener('securitypolicyviolation', (event) => {
  window.violations = [...(window.violations ?? []), event.effectiveDirective]
})
