/*
 * Stands in for the onboarding page of a copied build, and tells the test what the toolbar shows and whether the worker lives. It
 * never speaks to the worker. The test sets the pace by answering late: timers of a tab in the background are slow.
 */
const { to } = document.currentScript.dataset;

const tasks = {
  ask: ({ message }) => chrome.runtime.sendMessage(message),
  open: async ({ url }) => {
    await chrome.tabs.create({ url, active: true });
  },
  async closeOthers() {
    const own = await chrome.tabs.getCurrent();
    const others = (await chrome.tabs.query({})).filter(({ id }) => id !== own.id);
    await chrome.tabs.remove(others.map(({ id }) => id));
  },
  stopAlarm: ({ name }) => chrome.alarms.clear(name),
  setAlarm: ({ name, alarm }) => chrome.alarms.create(name, alarm),
};

async function report(done) {
  const [badge, workers] = await Promise.all([
    chrome.action.getBadgeText({}),
    chrome.runtime.getContexts({ contextTypes: ['BACKGROUND'] }),
  ]);
  const body = JSON.stringify({ badge, isWorkerAlive: workers.length > 0, done });
  const answer = await fetch(`${to}witness`, { method: 'POST', body });
  return answer.json();
}

async function run(task) {
  if (!task) return null;
  try {
    return { id: task.id, result: (await tasks[task.do](task)) ?? null };
  } catch (error) {
    return { id: task.id, error: String(error) };
  }
}

async function bearWitness() {
  let done = null;
  for (;;) done = await run(await report(done));
}

void bearWitness(); // until the test's end, which ends this page
