"""The calls through the official Python SDK: see `tests/calls/src/lib.rs` for what goes in and out."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from cloudflare import Cloudflare

ACCOUNT = "023e105f4ecef8ad9ca31a8372d0c353"
GROUP = "550e8400-e29b-41d4-a716-446655440000"
TOKEN = "8M7wS6hCpXVc-DoRnPPY_UCWPgy8aea4Wy6kCe5T"

client = Cloudflare(api_token=TOKEN, base_url=sys.argv[1])
groups = client.zero_trust.devices.deployment_groups


def edit():
    group = groups.edit(
        GROUP,
        account_id=ACCOUNT,
        name="Engineering Ring 0",
        policy_ids=["policy-uuid-1", "policy-uuid-2"],
    )
    assert group.name == "Engineering Ring 0"


def listed():
    assert len(groups.list(account_id=ACCOUNT).result) == 1000


CALLS = {"edit": edit, "list": listed}

for line in sys.stdin:
    what, count, at_once = line.split()
    call = CALLS[what]
    start, processor = time.perf_counter_ns(), time.process_time_ns()
    if at_once == "1":
        for _ in range(int(count)):
            call()
    else:
        with ThreadPoolExecutor(int(at_once)) as pool:
            for done in [pool.submit(call) for _ in range(int(count))]:
                done.result()
    wall, processor = time.perf_counter_ns() - start, time.process_time_ns() - processor
    print(wall, processor, 0, 0, flush=True)
