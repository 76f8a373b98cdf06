/* Goes with a page of a copied build and tells the test what stands in it for as long as it is there. The test sets the pace. */
const { to } = document.currentScript.dataset;

async function tell() {
  for (;;) {
    await fetch(`${to}text${location.pathname}`, { method: 'POST', body: document.body?.innerText ?? '' });
  }
}

void tell(); // until the page goes
