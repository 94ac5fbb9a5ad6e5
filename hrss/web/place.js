// Told where the server is, the page need not try every part of its address, which
// would leave errors of "not found" in the console.
window.__streamlit = { BACKEND_BASE_URL: location.origin };
