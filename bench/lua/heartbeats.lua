-- Heartbeats of one agent after the other. Settings: token, agents, skipped, start, step; and count:
-- after so many it says "sent", and is to be ended.
local settings = require "settings"
local fleet = require "fleet"
require "result"

local next_number, head, left

function init(args)
  local values = settings.read(args)
  next_number = fleet.rotation(
    tonumber(values.agents), values.skipped, tonumber(values.start), tonumber(values.step))
  left = tonumber(values.count) or math.huge
  head = "POST " .. wrk.path .. " HTTP/1.1\r\n"
    .. "Host: " .. wrk.headers["Host"] .. "\r\n"
    .. "Authorization: " .. settings.authorization(values) .. "\r\n"
    .. "Content-Type: application/json\r\n"
    .. "Content-Length: "
end

function request()
  left = left - 1
  if left == 0 then
    print("sent")
    io.flush()
  end
  local body = fleet.heartbeat(next_number())
  return head .. #body .. "\r\n\r\n" .. body
end
