// The calls through the official TypeScript SDK: see `tests/calls/src/lib.rs` for what goes in and out.

import assert from 'node:assert';
import { createInterface } from 'node:readline';

import Cloudflare from 'cloudflare';

const ACCOUNT = '023e105f4ecef8ad9ca31a8372d0c353';
const GROUP = '550e8400-e29b-41d4-a716-446655440000';
const TOKEN = '8M7wS6hCpXVc-DoRnPPY_UCWPgy8aea4Wy6kCe5T';

const client = new Cloudflare({ apiToken: TOKEN, baseURL: process.argv[2] });
const groups = client.zeroTrust.devices.deploymentGroups;

const calls = {
  async edit() {
    const group = await groups.edit(GROUP, {
      account_id: ACCOUNT,
      name: 'Engineering Ring 0',
      policy_ids: ['policy-uuid-1', 'policy-uuid-2'],
    });
    assert.equal(group.name, 'Engineering Ring 0');
  },
  async list() {
    const page = await groups.list({ account_id: ACCOUNT });
    assert.equal(page.result.length, 1000);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [what, count, atOnce] = line.split(' ');
  const several = async (count) => {
    for (let call = 0; call < count; call += 1) await calls[what]();
  };
  const [start, processor] = [process.hrtime.bigint(), process.cpuUsage()];
  const share = Math.floor(Number(count) / Number(atOnce));
  await Promise.all(Array.from({ length: Number(atOnce) }, () => several(share)));
  const { user, system } = process.cpuUsage(processor);
  console.log(`${process.hrtime.bigint() - start} ${(user + system) * 1000} 0 0`);
}
