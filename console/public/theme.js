// Before the first paint: a chosen theme must not flash up as the other one. Kept out of the page for its security policy.
try {
  const theme = localStorage.getItem('troubadour.theme')
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme
} catch {
  // Without storage the system's theme is used.
}
