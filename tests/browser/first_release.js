// Turns every person's database on this phone into what the first release would have written.
async () => {
  const STORES = ['base', 'outbox', 'drafts', 'meta']
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

  async function readAll(db) {
    const kept = []
    for (const store of STORES) {
      const shelf = db.transaction(store).objectStore(store)
      const [keys, rows] = await Promise.all([done(shelf.getAllKeys()), done(shelf.getAll())])
      rows.forEach((row, at) => kept.push({ store, row, key: shelf.keyPath ? undefined : keys[at] }))
    }
    return kept
  }

  function makeFirst(name) {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      for (const store of ['base', 'outbox', 'drafts'])
        request.result.createObjectStore(store, { keyPath: 'id' })
      request.transaction.objectStore('outbox').createIndex('queue', ['state', 'order'])
      request.result.createObjectStore('meta')
    }
    return done(request)
  }

  let changes = 0
  for (const { name } of await indexedDB.databases()) {
    const newer = await done(indexedDB.open(name))
    const kept = newer.objectStoreNames.contains('outbox') ? await readAll(newer) : []
    newer.close()
    if (kept.length === 0) continue
    await done(indexedDB.deleteDatabase(name))
    const first = await makeFirst(name)
    for (const { store, row, key } of kept) {
      if (store === 'outbox') {
        delete row.since
        changes += 1
      }
      await done(first.transaction(store, 'readwrite').objectStore(store).put(row, key))
    }
    first.close()
  }
  return changes
}
