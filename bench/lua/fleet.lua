-- The agents that the load speaks for. What each of them says follows from its number alone, here
-- and in bench/store's Fleet.java in the same way.
local fleet = {}

local checkouts_per_host = 20
local body = '{"hostname":"build-%05d","machine_address":"10.%d.%d.%d",'
  .. '"repo_path":"/srv/checkouts/%02d/tracker","status":"%s","issue_ids":["TRCKR-%d"],'
  .. '"capabilities":["java","sql"],"ttl_seconds":300}'

local function status(number)
  local tenth = math.floor(number / 2) % 10
  return tenth == 0 and "blocked" or tenth == 1 and "idle" or "working"
end

-- The heartbeat of the agent with this number.
function fleet.heartbeat(number)
  local host = math.floor(number / checkouts_per_host)
  return body:format(host, math.floor(host / 65536), math.floor(host / 256) % 256, host % 256,
    number % checkouts_per_host, status(number), number % 1000)
end

-- Numbers whose ID another agent has already: the registry would refuse their heartbeats.
local function read_skipped(path)
  local skipped, count = {}, 0
  for line in io.lines(path) do
    skipped[tonumber(line)] = true
    count = count + 1
  end
  return skipped, count
end

-- A function that gives number after number, over and over.
--   agents   how many there are
--   skipped  the file with the numbers to leave out
--   start    how many heartbeats were sent before
--   step     1 for all agents, 2 for the even ones alone
function fleet.rotation(agents, skipped, start, step)
  local left_out, count = read_skipped(skipped)
  local turns = math.ceil((agents + count) / step)
  local turn = start % turns
  return function()
    local number
    repeat
      number = turn * step
      turn = (turn + 1) % turns
    until not left_out[number]
    return number
  end
end

return fleet
