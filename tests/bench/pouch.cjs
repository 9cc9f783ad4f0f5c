// PouchDB for the benchmark: `server PORT FOLDER` speaks CouchDB's protocol, `client URL FOLDER` does what it reads.
const { createServer } = require('node:http');
const { createInterface } = require('node:readline');
const { join } = require('node:path');
const expressPouch = require('express-pouchdb');
const PouchDB = require('pouchdb');

const [role, where, folder] = process.argv.slice(2);
const BATCH = { batch_size: 500, batches_limit: 10 };

function serve() {
  const Stored = PouchDB.defaults({ prefix: join(folder, '/') });
  const answer = expressPouch(Stored, { inMemoryConfig: true, logPath: join(folder, 'log') });
  const server = createServer((asked, answered) => {
    answered.setHeader('Access-Control-Allow-Origin', asked.headers.origin ?? '*');
    answered.setHeader('Access-Control-Allow-Credentials', 'true');
    answered.setHeader('Access-Control-Allow-Headers', 'content-type, accept');
    answered.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE, HEAD');
    if (asked.method === 'OPTIONS') answered.writeHead(204).end();
    else answer(asked, answered);
  });
  server.listen(Number(where), '127.0.0.1');
}

let made = 0;
const local = () => new PouchDB(join(folder, `phone${++made}`));
const remote = () => new PouchDB(where);
let writer;
let reader;

async function timed(work) {
  const start = performance.now();
  const result = await work();
  return { seconds: (performance.now() - start) / 1000, result };
}

const tasks = {
  async push({ docs }) {
    writer ??= local();
    await writer.bulkDocs(docs);
    return timed(() => writer.replicate.to(remote(), BATCH).then((said) => said.docs_written));
  },
  async fetch() {
    reader = local();
    return tasks.news();
  },
  news() {
    return timed(() => reader.replicate.from(remote(), BATCH).then((said) => said.docs_written));
  },
  async crowd({ phones }) {
    const all = await Promise.all(
      phones.map(async (docs) => {
        const phone = local();
        await phone.bulkDocs(docs);
        return { phone, amount: docs.length };
      }),
    );
    return timed(async () => {
      const sent = all.map(({ phone, amount }) =>
        phone.replicate.to(remote(), BATCH).then((said) => amount - said.docs_written, () => amount),
      );
      return (await Promise.all(sent)).reduce((sum, failed) => sum + failed, 0);
    });
  },
};

async function work() {
  for await (const line of createInterface({ input: process.stdin })) {
    const { task, ...given } = JSON.parse(line);
    console.log(JSON.stringify(await tasks[task](given)));
  }
}

if (role === 'server') serve();
else work();
