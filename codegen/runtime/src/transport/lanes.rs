//! The Redis scripts of a rate limit that several processes share.

/// Reserves the next turn.
///
/// This is the generic cell rate algorithm (GCRA), with as many lanes as requests are allowed per
/// period, and one request per period in each lane. With a single lane, the algorithm either allows
/// no bursts, or up to twice the limit in some periods.
///
/// A member of the sorted set is a lane in use; its score is the time in microseconds at which it
/// becomes free: the theoretical arrival time. The script uses the clock of the Redis server, so
/// that the clocks of the clients need not agree. The reply is the time to wait, the lane, and the
/// time at which it becomes free again. The lane is empty if the wait would be too long. A negative
/// maximum wait only tests the script.
pub(super) const TAKE: &str = "
local most, per, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local taken = redis.call('ZCARD', KEYS[1])
local lane, at = string.format('%.0f-%d', now, taken), now
if taken >= most then
  lane = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
  at = tonumber(redis.call('ZRANGE', KEYS[1], taken - most, taken - most, 'WITHSCORES')[2])
end
if longest < 0 or (at > now and at - now >= longest) then
  return {at - now, '', ''}
end
local free = string.format('%.0f', at + per)
redis.call('ZADD', KEYS[1], free, lane)
local last = tonumber(redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2])
redis.call('PEXPIRE', KEYS[1], math.ceil((last - now) / 1000))
return {at - now, lane, free}
";

/// Releases a turn, unless another request has reserved the lane after it.
pub(super) const GIVE_BACK: &str = "
local free = redis.call('ZSCORE', KEYS[1], ARGV[1])
if free and tonumber(free) == tonumber(ARGV[2]) then
  redis.call('ZADD', KEYS[1], string.format('%.0f', ARGV[2] - ARGV[3]), ARGV[1])
end
";
