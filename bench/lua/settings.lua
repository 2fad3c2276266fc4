-- Reads what bench/lib/load.sh gives a script: arguments such as agents=1000 token=/path.
local settings = {}

function settings.read(args)
  local values = {}
  for _, argument in ipairs(args) do
    local name, value = argument:match("^(%w+)=(.*)$")
    values[name] = value
  end
  return values
end

-- The token stands in a file: arguments are for all to see.
function settings.authorization(values)
  local file = assert(io.open(values.token))
  local token = file:read("*l")
  file:close()
  return "Bearer " .. token
end

return settings
