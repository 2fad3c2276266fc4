-- The same GET over and over; with the setting ids, one agent of that file after the other below
-- the path. Setting: token.
local settings = require "settings"
require "result"

local requests, turn = {}, 0

function init(args)
  local values = settings.read(args)
  local headers = { ["Authorization"] = settings.authorization(values) }
  if not values.ids then
    requests[1] = wrk.format("GET", wrk.path, headers)
    return
  end
  for id in io.lines(values.ids) do
    requests[#requests + 1] = wrk.format("GET", wrk.path .. "/" .. id, headers)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end
